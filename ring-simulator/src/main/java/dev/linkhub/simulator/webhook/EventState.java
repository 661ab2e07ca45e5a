package dev.linkhub.simulator.webhook;

/** Where an event stands. */
public enum EventState {
    /** Made but not sent. */
    HELD,
    SENDING,
    /** Failed; another attempt is due. */
    RETRYING,
    DELIVERED,
    /** Answered with 4xx: never retried. */
    REFUSED,
    /** The Webhook URL was disabled: it went, or goes on, nowhere. */
    DROPPED,
    /** All seven attempts failed. */
    DEAD
}
