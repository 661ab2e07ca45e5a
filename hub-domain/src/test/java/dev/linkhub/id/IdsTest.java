package dev.linkhub.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final PublicIds ids = new PublicIds(Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void idsHaveTheirPrefixAreThirtyLongAndSortAsTheyWereMade() {
        List<String> made = Stream.generate(() -> ids.next("lnk")).limit(1_000).toList();
        assertThat(made)
                .allMatch(id -> id.matches("lnk_[0-9a-z]{26}"))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void whatMustNotBeGuessedHasItsBits() {
        assertThat(Stream.generate(Unguessable::bits128).limit(1_000))
                .allMatch(text -> text.matches("[0-9A-Za-z]{22}"))
                .doesNotHaveDuplicates();
        assertThat(Unguessable.bits256()).matches("[0-9A-Za-z]{43}");
    }

    @Test
    void whatIsNotVisibleAsciiCanBeNoId() {
        assertThat(List.of("lnk_01kam6x0f3q4z01kam6x0f3q4z", "door-1")).allMatch(PublicIds::canBe);
        assertThat(List.of("door ", " door", "do or", "door\n", "do\u0000or", "do\u007for", "d\u00f6r", "door\u00a0"))
                .noneMatch(PublicIds::canBe);
    }

    @Test
    void aDigestMatchesItsTextAlone() {
        assertThat(Sha256.matches(Sha256.of("text"), "text")).isTrue();
        assertThat(Sha256.matches(Sha256.of("text"), "texT")).isFalse();
        assertThat(Sha256.matches(new byte[0], "text")).isFalse();
    }
}
