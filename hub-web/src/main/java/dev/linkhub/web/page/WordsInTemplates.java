package dev.linkhub.web.page;

import dev.linkhub.wording.Words;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/** Lets {@code #{...}} in templates say what the page's {@link Words} say. */
@Singleton
class WordsInTemplates implements BeanCreatedEventListener<TemplateEngine> {

    static final String VARIABLE = "words";

    @Override
    public TemplateEngine onCreated(BeanCreatedEvent<TemplateEngine> event) {
        TemplateEngine engine = event.getBean();
        engine.setMessageResolver(new Resolver());
        return engine;
    }

    private static final class Resolver extends AbstractMessageResolver {

        @Override
        public String resolveMessage(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            Words words = (Words) Objects.requireNonNull(context.getVariable(VARIABLE), "a page without words");
            return words.say(key, parameters == null ? new Object[0] : parameters);
        }

        /** Never asked for: a text that is missing is an error. */
        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            throw new IllegalArgumentException("no such text: " + key);
        }
    }
}
