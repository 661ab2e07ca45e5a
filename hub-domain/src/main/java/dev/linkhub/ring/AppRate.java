package dev.linkhub.ring;

import java.time.Duration;

/**
 * What all processes keep to for one app.
 *
 * @param perSecond calls to Ring a second, both hosts together
 * @param rest how long Ring wants the app to be left alone; zero if it does not
 */
public record AppRate(int perSecond, Duration rest) {}
