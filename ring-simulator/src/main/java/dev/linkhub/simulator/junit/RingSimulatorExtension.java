package dev.linkhub.simulator.junit;

import dev.linkhub.simulator.client.RingSimulatorClient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link RingSimulator} does. */
final class RingSimulatorExtension
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver {

    private static final Namespace OURS = Namespace.create(RingSimulatorExtension.class);

    /** So that a constructor may already take the simulator of its test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Assignment.of(context).check();
    }

    /** A constructor may already register apps, so the reset comes before it where each test has its own instance. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        if (!oneInstanceForAll(context) && factory.getOuterInstance().isEmpty()) {
            prepare(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (oneInstanceForAll(context)) {
            prepare(context);
        }
        Assignment assignment = Assignment.of(context);
        Running simulator = assignment.simulator(context);
        context.getRequiredTestInstances().getAllInstances().forEach(instance -> setFields(instance, simulator));
        if (assignment.annotation().assertSound()) {
            context.getStore(OURS).put(Soundness.class, Soundness.from(simulator.client()));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Soundness soundness = context.getStore(OURS).get(Soundness.class, Soundness.class);
        if (soundness != null) {
            soundness.check();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RingSimulatorClient.class || parameter.isAnnotated(Ring.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return part(
                Assignment.of(context).simulator(context),
                parameter.getParameter().getType());
    }

    private static boolean oneInstanceForAll(ExtensionContext context) {
        return context.getTestInstanceLifecycle()
                .filter(lifecycle -> lifecycle == Lifecycle.PER_CLASS)
                .isPresent();
    }

    private static void prepare(ExtensionContext context) {
        Assignment assignment = Assignment.of(context);
        assignment.prepare(assignment.simulator(context));
    }

    private static void setFields(Object instance, Running simulator) {
        for (Field field : AnnotationSupport.findAnnotatedFields(instance.getClass(), Ring.class)) {
            if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
                throw new ExtensionConfigurationException("a field with @Ring is neither static nor final: " + field);
            }
            try {
                field.setAccessible(true);
                field.set(instance, part(simulator, field.getType()));
            } catch (IllegalAccessException e) {
                throw new ExtensionConfigurationException("cannot be set: " + field, e);
            }
        }
    }

    private static Object part(Running simulator, Class<?> type) {
        if (type == RingSimulatorClient.class) {
            return simulator.client();
        }
        if (type == URI.class) {
            return simulator.url();
        }
        throw new ExtensionConfigurationException(
                "@Ring gives a RingSimulatorClient or a URI, not a " + type.getName());
    }
}
