package dev.linkhub.branding;

import dev.linkhub.branding.Drawing.NoPicture;
import dev.linkhub.egress.EgressClient;
import dev.linkhub.egress.EgressFailed;
import dev.linkhub.egress.EgressReply;
import dev.linkhub.egress.EgressRequest;
import dev.linkhub.refusal.InvalidInput.FieldError;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Fetches tenants' logos and favicons, once each; households' browsers never go to where they came from. */
@Singleton
class BrandPictures {

    private static final int LARGEST_FILE = 256 * 1024;
    private static final Duration FETCHED_WITHIN = Duration.ofSeconds(5);

    /** So that one tenant's slow host and large pictures leave room for all others. */
    private static final int AT_ONCE = 4;

    private static final Duration TURN_WITHIN = Duration.ofSeconds(10);

    private final EgressClient egress;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    BrandPictures(EgressClient egress) {
        this.egress = egress;
    }

    /** Whether an address is of the kind that a picture may be fetched from. */
    boolean isReachable(String address) {
        try {
            return egress.mayBe(new URI(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Fetches a picture and draws it anew. */
    BrandPicture fetch(PictureKind kind, String address) throws NotFetched {
        try {
            if (!turns.tryAcquire(TURN_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new NotFetched(
                        kind, "could not be fetched: many are being fetched right now; try again in a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotFetched(kind, "could not be fetched: the hub is stopping");
        }
        try {
            return fetchInTurn(kind, address);
        } finally {
            turns.release();
        }
    }

    private BrandPicture fetchInTurn(PictureKind kind, String address) throws NotFetched {
        EgressReply reply;
        try {
            reply = egress.send(EgressRequest.get(URI.create(address), LARGEST_FILE, FETCHED_WITHIN)
                    .header("Accept", "image/png, image/svg+xml, image/jpeg, image/gif"));
        } catch (EgressFailed e) {
            throw new NotFetched(kind, "could not be fetched: %s".formatted(e.getMessage()));
        }
        if (reply.status() != 200) {
            throw new NotFetched(
                    kind,
                    reply.location().isPresent()
                            ? "an address that answers itself: this one redirects elsewhere"
                            : "could not be fetched: the answer was %d".formatted(reply.status()));
        }
        try {
            return new BrandPicture(kind, address, Drawing.png(reply.bytes(), kind.widest(), kind.highest()));
        } catch (NoPicture e) {
            throw new NotFetched(kind, String.valueOf(e.getMessage()));
        }
    }

    /** There is no picture at the address that the tenant gave. */
    static final class NotFetched extends Exception {

        private static final long serialVersionUID = 1L;

        private final PictureKind kind;

        NotFetched(PictureKind kind, String message) {
            super(message);
            this.kind = kind;
        }

        FieldError error() {
            return new FieldError(kind.field(), String.valueOf(getMessage()));
        }
    }
}
