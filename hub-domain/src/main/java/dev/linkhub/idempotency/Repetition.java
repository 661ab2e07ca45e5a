package dev.linkhub.idempotency;

import java.time.Instant;

/** What a request with an idempotency key turns out to be. */
public sealed interface Repetition {

    /** The first of its kind: carry it out, then {@linkplain IdempotentRequests#finish finish} or release it. */
    record First(RepeatableRequest request, Instant startedAt) implements Repetition {}

    /** The same is being carried out at this moment. */
    record StillRunning() implements Repetition {}

    /** The key came with another body before. */
    record OtherBody() implements Repetition {}

    /** It was carried out, and this was the answer. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; answers are not compared.
    record Answered(int status, byte[] body) implements Repetition {}

    /** It was carried out, and the answer held a secret that is not kept any longer. */
    record AnswerForgotten() implements Repetition {}
}
