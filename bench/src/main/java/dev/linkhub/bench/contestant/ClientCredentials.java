package dev.linkhub.bench.contestant;

/** An app's credentials. */
record ClientCredentials(String id, String secret) {

    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
