package dev.linkhub.simulator.subscription;

/** Whether the user pays (ring-contract.md §9). */
public enum SubscriptionType {
    PAID,
    TRIAL
}
