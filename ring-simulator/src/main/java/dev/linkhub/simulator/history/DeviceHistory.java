package dev.linkhub.simulator.history;

import dev.linkhub.simulator.secret.RandomText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The latest events of each device; older ones make room. */
public final class DeviceHistory {

    private static final int MOST_PER_DEVICE = 1_000;

    private final Map<Place, NavigableMap<Instant, PastEvent>> byDevice = new LinkedHashMap<>();

    private record Place(String account, String device) {}

    /** What happened at a device, oldest first. */
    public record Kept(String account, String device, List<PastEvent> events) {

        public Kept {
            events = List.copyOf(events);
        }
    }

    /**
     * Records an event. Pages are cut by the start of events, so no two of a device start in the same millisecond: one
     * that would is put after the other.
     */
    public synchronized PastEvent record(
            String account, String device, String type, @Nullable String subType, Instant now) {
        NavigableMap<Instant, PastEvent> events =
                byDevice.computeIfAbsent(new Place(account, device), any -> new TreeMap<>());
        Instant start = now.truncatedTo(ChronoUnit.MILLIS);
        while (events.containsKey(start)) {
            start = start.plusMillis(1);
        }
        PastEvent event = new PastEvent("ava1.ring.history.event." + RandomText.base62(20), type, subType, start);
        events.put(start, event);
        if (events.size() > MOST_PER_DEVICE) {
            events.pollFirstEntry();
        }
        return event;
    }

    /** At most {@code most} events that began at {@code since} or later and before {@code end}, newest first. */
    synchronized List<PastEvent> latest(
            String account, String device, Instant since, Instant end, Predicate<PastEvent> wanted, int most) {
        NavigableMap<Instant, PastEvent> events = byDevice.getOrDefault(new Place(account, device), new TreeMap<>());
        return events.descendingMap().values().stream()
                .filter(event -> !event.start().isBefore(since) && event.start().isBefore(end))
                .filter(wanted)
                .limit(most)
                .toList();
    }

    public synchronized List<Kept> snapshot() {
        return byDevice.entrySet().stream()
                .map(entry -> new Kept(
                        entry.getKey().account(),
                        entry.getKey().device(),
                        List.copyOf(entry.getValue().values())))
                .toList();
    }

    public synchronized void restore(List<Kept> snapshot) {
        byDevice.clear();
        snapshot.forEach(kept -> {
            NavigableMap<Instant, PastEvent> events = new TreeMap<>();
            kept.events().forEach(event -> events.put(event.start(), event));
            byDevice.put(new Place(kept.account(), kept.device()), events);
        });
    }

    public synchronized void forget() {
        byDevice.clear();
    }
}
