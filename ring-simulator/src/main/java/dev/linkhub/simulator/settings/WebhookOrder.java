package dev.linkhub.simulator.settings;

/** Whether the code goes out before the devices are selected or after; both are documented (ring-contract.md §1.2). */
public enum WebhookOrder {
    CODE_BEFORE_DEVICES,
    DEVICES_BEFORE_CODE
}
