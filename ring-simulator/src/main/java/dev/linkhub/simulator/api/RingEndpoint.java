package dev.linkhub.simulator.api;

/** One of Ring's endpoints. */
@FunctionalInterface
public interface RingEndpoint {

    /** Understands the request without changing anything. */
    Call open(ApiRequest request);
}
