package dev.linkhub.web.page;

import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page says when there is nothing else to show.
 *
 * @param heading what is the matter, in a few words
 * @param paragraphs what it means and what to do next
 * @param action where to go on from here
 * @param retryAfter when the same may be asked again
 */
@Introspected
public record Message(
        HttpStatus status,
        String heading,
        List<String> paragraphs,
        @Nullable Action action,
        @Nullable Duration retryAfter) {

    public Message {
        paragraphs = List.copyOf(paragraphs);
    }

    /**
     * With nowhere to go on from here.
     *
     * @param key the texts {@code key.heading} and {@code key.text} say it, the latter a line for each paragraph
     * @param args for both texts
     */
    public static Message of(HttpStatus status, Words words, String key, Object... args) {
        return new Message(
                status,
                words.say(key + ".heading", args),
                words.say(key + ".text", args).lines().toList(),
                null,
                null);
    }

    /** The same with one more paragraph, if there is anything to say. */
    public Message and(String paragraph) {
        return paragraph.isEmpty()
                ? this
                : new Message(
                        status,
                        heading,
                        Stream.concat(paragraphs.stream(), paragraph.lines()).toList(),
                        action,
                        retryAfter);
    }

    /** The same with a link. */
    public Message with(String label, String path) {
        return new Message(status, heading, paragraphs, new Action(label, path), retryAfter);
    }

    /** The same with a time to wait. */
    public Message retryAfter(Duration wait) {
        return new Message(status, heading, paragraphs, action, wait);
    }

    /** A link. */
    @Introspected
    public record Action(String label, String path) {}
}
