package dev.linkhub.partnerapp;

/** Whether the hub calls Ring on an app's behalf. */
public enum AppStatus {
    ACTIVE,
    PAUSED
}
