package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class AccountLinksTest extends LinkingJourney {

    private static final Actor KEY = new Actor("key_1");

    @Inject
    AuditTrail audit;

    private Onboarded app;
    private TenantScope tenant;
    private String ada;
    private String linkId;

    @BeforeEach
    void aLink() {
        app = ring.onboard();
        tenant = app.tenant().scope();
        ada = household(app, "ada");
        linkId = linked(app, ring.account(), ada);
    }

    @Test
    void aHouseholdsLinksAreListedOldestFirstWhateverBecameOfThem() {
        Onboarded second = ring.onboard(app.tenant(), "second-" + app.app().slug());
        String later = linked(second, ring.account(), ada);
        linked(app, ring.account(), household(app, "bob"));

        assertThat(links.ofHousehold(tenant, ada))
                .extracting(AccountLink::linkId)
                .containsExactly(linkId, later);
    }

    @Test
    void anotherTenantSeesAndChangesNothing() {
        TenantScope other = ring.onboard().tenant().scope();

        assertThat(links.find(other, linkId)).isEmpty();
        assertThatThrownBy(() -> links.get(other, linkId)).isInstanceOf(NotFound.class);
        assertThat(links.ofHousehold(other, ada)).isEmpty();
        assertThat(links.events(other, linkId, 100)).isEmpty();
        assertThatThrownBy(() -> links.annotate(other, linkId, "theirs", Map.of(), KEY))
                .isInstanceOf(NotFound.class);
        assertThat(links.mayRefreshNow(other, linkId)).isFalse();
        assertThat(links.mayRefreshNow(tenant, linkId))
                .as("nor is the minute used up")
                .isTrue();
        assertThat(link(app, linkId).externalId()).isNull();
    }

    @Test
    void anIdThatCannotBeOneIsUnknown() {
        for (String id : List.of("", "lnk_", "lnk_'; --", "ünknown", "x".repeat(1000))) {
            assertThatThrownBy(() -> links.get(tenant, id)).as(id).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void theHistoryIsNewestFirstAndNoLongerThanAskedFor() {
        assertThat(links.events(tenant, linkId, 100))
                .extracting(LinkEvent::type)
                .containsExactly(LinkEventType.COMPLETED, LinkEventType.NONCE_POSTED, LinkEventType.CLAIMED);
        assertThat(links.events(tenant, linkId, 1))
                .extracting(LinkEvent::type)
                .containsExactly(LinkEventType.COMPLETED);
    }

    @Test
    void annotationsAreKeptAndWhatIsNotGivenStays() {
        links.annotate(tenant, linkId, "ours-1", Map.of("room", "küche \"2\" 🏠"), KEY);
        links.annotate(tenant, linkId, null, null, KEY);
        assertThat(link(app, linkId).externalId()).isEqualTo("ours-1");
        assertThat(link(app, linkId).metadata()).isEqualTo("{\"room\":\"küche \\\"2\\\" 🏠\"}");

        links.annotate(tenant, linkId, "ours-2", null, KEY);
        links.annotate(tenant, linkId, null, Map.of(), KEY);
        assertThat(link(app, linkId).externalId()).isEqualTo("ours-2");
        assertThat(link(app, linkId).metadata()).isEqualTo("{}");
        assertThat(audit.newestFirst(tenant, "~", 4)).allSatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("link.annotated");
            assertThat(entry.actor()).isEqualTo("key_1");
            assertThat(entry.subject()).isEqualTo(linkId);
        });
    }

    @Test
    void annotationsHaveTheirBounds() {
        String longest = "é".repeat(200);
        Map<String, String> most = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            most.put("%02d".formatted(i) + "k".repeat(198), longest);
        }
        links.annotate(tenant, linkId, longest, most, KEY);
        assertThat(link(app, linkId).externalId()).isEqualTo(longest);

        Map<String, String> tooMany = new HashMap<>(most);
        tooMany.put("one more", "");
        refused("metadata", null, tooMany);
        refused("metadata", null, Map.of("k".repeat(201), ""));
        refused("metadata", null, Map.of("key", "v".repeat(201)));
        refused("metadata", null, Map.of(" ", "blank key"));
        refused("external_id", "x".repeat(201), null);
        refused("external_id", "", null);
        assertThat(link(app, linkId).externalId()).isEqualTo(longest);
    }

    @Test
    void aRefreshMayBeAskedForOnceAMinute() {
        assertThat(links.mayRefreshNow(tenant, linkId)).isTrue();
        assertThat(links.mayRefreshNow(tenant, linkId)).isFalse();
        ring.advance(Duration.ofSeconds(59));
        assertThat(links.mayRefreshNow(tenant, linkId)).isFalse();
        ring.advance(Duration.ofSeconds(1));
        assertThat(links.mayRefreshNow(tenant, linkId)).isTrue();
    }

    private void refused(String field, @Nullable String externalId, @Nullable Map<String, String> metadata) {
        assertThatThrownBy(() -> links.annotate(tenant, linkId, externalId, metadata, KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly(field));
    }
}
