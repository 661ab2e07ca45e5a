package dev.linkhub.tenant;

/** Which environments an API key reaches. */
public enum KeyReach {
    /** Sandbox and staging only; keys begin {@code hub_test_}. */
    TEST,
    /** All environments; keys begin {@code hub_live_}. */
    LIVE
}
