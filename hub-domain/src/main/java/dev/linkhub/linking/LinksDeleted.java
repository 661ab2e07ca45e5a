package dev.linkhub.linking;

import dev.linkhub.partnerapp.PartnerApp;

/**
 * All links of an app are about to be deleted. Published in the transaction that does it, so that whoever keeps something for them
 * forgets it, too.
 */
public record LinksDeleted(PartnerApp app) {}
