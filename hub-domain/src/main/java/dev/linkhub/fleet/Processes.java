package dev.linkhub.fleet;

import dev.linkhub.fleet.ProcessRows.Heard;
import dev.linkhub.id.PublicIds;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The processes of the hub, by what each of them says of itself. */
@Singleton
public class Processes {

    /** Names of tenants and apps are ids of 30 characters: so many fit the columns several times over. */
    static final int MOST_LANES = 50;

    static final int MOST_BREAKERS = 100;

    private final ProcessRows rows;
    private final ThisProcess self;
    private final ObjectMapper json;
    private final String id;

    Processes(ProcessRows rows, ThisProcess self, ObjectMapper json, PublicIds ids) {
        this.rows = rows;
        this.self = self;
        this.json = json;
        this.id = ids.next("prc");
    }

    /** Says that this process lives, and what it does; forgets others that have not for ten minutes. */
    public void beat(int inFlight, List<HeldLane> lanes, List<OpenBreaker> openBreakers) {
        rows.beat(
                id,
                ThisProcess.name(),
                self.kind(),
                self.version(),
                inFlight,
                write(lanes.stream().limit(MOST_LANES).toList()),
                write(openBreakers.stream().limit(MOST_BREAKERS).toList()));
        rows.forgetDead();
    }

    /** Says that this process ends. */
    public void leave() {
        rows.leave(id);
    }

    /** Those that have been heard within ten minutes, by kind and name. */
    public List<LivingProcess> living(int most) {
        return rows.living(most).stream().map(this::read).toList();
    }

    /** How many these are. */
    public int count() {
        return rows.livingCount();
    }

    private LivingProcess read(Heard heard) {
        return new LivingProcess(
                heard.name(),
                heard.kind(),
                heard.version(),
                heard.startedAt(),
                heard.heardAt(),
                Duration.of(heard.silentMicros(), ChronoUnit.MICROS),
                heard.inFlight(),
                read(heard.lanes(), HeldLane.class),
                read(heard.openBreakers(), OpenBreaker.class));
    }

    private String write(List<?> list) {
        try {
            return json.writeValueAsString(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> List<T> read(String text, Class<T> type) {
        try {
            return json.readValue(text, Argument.listOf(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
