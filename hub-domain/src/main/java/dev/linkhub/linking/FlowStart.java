package dev.linkhub.linking;

/** What came of a browser's arrival with a nonce. */
public sealed interface FlowStart {

    /**
     * A flow was started.
     *
     * @param browserSecret for a cookie; only its digest is kept
     */
    record Started(String flowId, String browserSecret) implements FlowStart {

        @Override
        public String toString() {
            return "Started[" + flowId + "]";
        }
    }

    /** The time is over 600 s old ({@code ring-contract.md} §4). */
    record Expired() implements FlowStart {}

    /** The time is over 30 s ahead of ours. */
    record AheadOfTime() implements FlowStart {}

    /** Nonce or time are missing or not of their form. */
    record Malformed() implements FlowStart {}

    /** Too many open flows from this address. */
    record TooManyOpen() implements FlowStart {}
}
