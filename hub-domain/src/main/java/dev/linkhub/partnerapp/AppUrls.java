package dev.linkhub.partnerapp;

/** The four addresses that an integrator pastes into Ring's console for one environment. */
public record AppUrls(String tokenExchange, String accountLink, String webhook, String appHomepage) {}
