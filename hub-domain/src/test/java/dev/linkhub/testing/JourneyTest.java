package dev.linkhub.testing;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A {@link HubTest} with a Ring of its own; each test begins with Ring at peace and both clocks together. */
public abstract class JourneyTest implements HubTest {

    /** Ring, and our way to it. */
    protected final RingFixture ring = new RingFixture();

    @jakarta.inject.Inject
    protected ApplicationContext hub;

    @jakarta.inject.Inject
    protected MovableClock clock;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = HubTest.super.getProperties();
        properties.put("hub.ring.oauth-url", ring.url().toString());
        properties.put("hub.ring.api-url", ring.url().toString());
        return properties;
    }

    @BeforeEach
    void peace() {
        ring.ring().clearFaults();
        ring.attach(hub);
    }

    @AfterAll
    void end() {
        ring.close();
    }
}
