package dev.linkhub.bench.contestant;

/** What a refresh needs of a grant whose tokens are stored in clear. */
record GrantRow(String tenantId, String grantId, String appId, int generation, String refreshToken) {

    @Override
    public String toString() {
        return "GrantRow[" + grantId + "]";
    }
}
