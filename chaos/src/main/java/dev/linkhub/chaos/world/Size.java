package dev.linkhub.chaos.world;

/**
 * How many live in a run.
 *
 * @param workers of the hub, beside the process that all call
 * @param linked households with a link, whose tokens are asked for
 * @param unclaimed households that have only installed the app
 * @param forcing one in so many callers says that Ring answered 401, so that the token must be refreshed
 */
public record Size(int workers, int tenants, int appsEach, int linked, int unclaimed, int forcing) {}
