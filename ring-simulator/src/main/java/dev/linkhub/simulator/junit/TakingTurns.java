package dev.linkhub.simulator.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Has tests that share a simulator run one after the other: a reset must not strike the other's apps. */
final class TakingTurns implements ResourceLocksProvider {

    private static final String RUN = "dev.linkhub.simulator.junit";

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method testMethod) {
        return Stream.concat(Stream.of(testClass), enclosing.reversed().stream())
                .filter(type -> AnnotationSupport.isAnnotated(type, RingSimulator.class))
                .findFirst()
                .map(owner -> locks(
                        owner,
                        AnnotationSupport.findAnnotation(owner, RingSimulator.class)
                                .orElseThrow()
                                .per()))
                .orElse(Set.of());
    }

    private static Set<Lock> locks(Class<?> owner, Lifetime lifetime) {
        return switch (lifetime) {
            case CLASS -> Set.of(new Lock(RUN + "/" + owner.getName(), ResourceAccessMode.READ_WRITE));
            case METHOD -> Set.of();
            case RUN -> Set.of(new Lock(RUN, ResourceAccessMode.READ_WRITE));
        };
    }
}
