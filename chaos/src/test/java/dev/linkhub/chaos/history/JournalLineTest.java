package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.JournalLine.Step;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalLineTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    @Test
    void eachStepIsRead() {
        String of = " attempt=01kax1n8c0abcdefghjkmnpqrs grant=grn_1 generation=7 ";
        JournalLine sending = read("2026-11-25T12:00:00.5Z sending" + of + "sent=" + SHA);
        assertThat(sending.step()).isEqualTo(Step.SENDING);
        assertThat(sending.at()).isEqualTo(Instant.parse("2026-11-25T12:00:00.5Z"));
        assertThat(sending.sent()).isEqualTo(SHA);
        assertThat(sending.generation()).isEqualTo(7);
        assertThat(read("2026-11-25T12:00:01Z got2xx" + of + "sent=" + SHA + " received=-")
                        .sent())
                .isEqualTo(SHA);
        JournalLine stored = read("2026-11-25T12:00:02Z stored" + of + "received=" + SHA + " by=spool");
        assertThat(stored.step()).isEqualTo(Step.STORED);
        assertThat(stored.sent()).isNull();
    }

    @Test
    void aClaimsIdTellsItsTime() {
        assertThat(JournalLine.timeOf("01arz3ndektsv4rrffq69g5fav"))
                .isEqualTo(Instant.ofEpochMilli(1_469_922_850_259L));
    }

    @Test
    void aLineThatADeathCutShortIsPassedOver() {
        assertThat(JournalLine.parse("2026-11-25T12:00:00Z sending attempt=01ka", "w"))
                .isEmpty();
    }

    private static JournalLine read(String line) {
        return JournalLine.parse(line, "w").orElseThrow();
    }
}
