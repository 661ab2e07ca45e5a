package dev.linkhub.simulator.client;

/** The control API refused a call; the message holds its problem document. */
public final class ControlCallFailed extends RuntimeException {

    private final int status;

    ControlCallFailed(String call, int status, String body) {
        super(call + " was answered with " + status + ": " + body);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
