package dev.linkhub.webhook;

import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.LinkEvent;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A link's whole time line: what the hub did with it, and what Ring said about it. */
@Singleton
public class LinkHistory {

    private final AccountLinks links;
    private final RingWebhooks webhooks;

    LinkHistory(AccountLinks links, RingWebhooks webhooks) {
        this.links = links;
        this.webhooks = webhooks;
    }

    /**
     * A page of it. Ids tell the order, for both kinds of entries have theirs from the same source.
     *
     * @param before the last id of the page before, or {@link AccountLinks#NOW}
     */
    public List<Entry> newestFirst(TenantScope tenant, String linkId, String before, int limit) {
        return Stream.concat(
                        links.events(tenant, linkId, before, limit).stream().map(Entry::of),
                        webhooks.ofLink(tenant, linkId, before, limit).stream().map(Entry::of))
                .sorted(Comparator.comparing(Entry::id).reversed())
                .limit(limit)
                .toList();
    }

    /** Who noted an entry. */
    public enum Source {
        /** The hub, of what became of the link. */
        HUB,
        /** Ring, by a webhook. */
        RING
    }

    /**
     * Something that happened.
     *
     * @param at when the hub noted it
     * @param type a {@link dev.linkhub.linking.LinkEventType}, or Ring's own name for its event
     * @param detail of Ring's, its id of the device or the subscription that it is about
     */
    public record Entry(String id, Instant at, Source source, String type, String detail) {

        private static Entry of(LinkEvent event) {
            return new Entry(
                    event.eventId(), event.at(), Source.HUB, event.type().name(), event.detail());
        }

        private static Entry of(RingEvent event) {
            return new Entry(
                    event.eventId(),
                    event.receivedAt(),
                    Source.RING,
                    event.type(),
                    event.subject() == null ? "" : event.subject());
        }
    }
}
