package dev.linkhub.simulator.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** The annotation that holds for a test, and the context of the class that bears it: the nearest one outwards. */
record Assignment(RingSimulator annotation, ExtensionContext owner) {

    private static final Namespace OURS = Namespace.create(RingSimulator.class);

    static Assignment of(ExtensionContext context) {
        for (Optional<ExtensionContext> here = Optional.of(context);
                here.isPresent();
                here = here.get().getParent()) {
            Optional<RingSimulator> annotation =
                    AnnotationSupport.findAnnotation(here.get().getElement(), RingSimulator.class);
            if (annotation.isPresent()) {
                return new Assignment(annotation.get(), here.get());
            }
        }
        throw new ExtensionConfigurationException("No class here is annotated with @RingSimulator");
    }

    /** The simulator for what happens in this context; starts it at its first use. */
    Running simulator(ExtensionContext context) {
        return switch (annotation.per()) {
            case CLASS -> kept(owner);
            case RUN -> kept(context.getRoot());
            case METHOD -> {
                if (context.getTestMethod().isEmpty()) {
                    throw new ExtensionConfigurationException("@RingSimulator(per = METHOD) has no simulator outside of"
                            + " a test: take it as a parameter of the test, or by @Ring on a field");
                }
                yield kept(context);
            }
        };
    }

    /**
     * Fails the class, rather than each of its tests, where a setting is wrong. Tried on a simulator that nobody else
     * has: on a shared one another test may be running.
     */
    void check() {
        try (Running trial = Running.onPort(0)) {
            set(trial);
        }
    }

    /** What every test may count on as it begins. */
    void prepare(Running simulator) {
        if (annotation.reset()) {
            simulator.client().reset();
        }
        set(simulator);
    }

    private void set(Running simulator) {
        try {
            simulator.set(annotation.settings());
        } catch (RuntimeException e) {
            throw new ExtensionConfigurationException(
                    "@RingSimulator of " + owner.getRequiredTestClass().getName() + ": " + e.getMessage(), e);
        }
    }

    /** The key tells the scope, for a store also finds what the stores around it keep. */
    private Running kept(ExtensionContext scope) {
        String key = scope.getUniqueId() + " port " + annotation.port();
        return scope.getStore(OURS).getOrComputeIfAbsent(key, any -> Running.onPort(annotation.port()), Running.class);
    }
}
