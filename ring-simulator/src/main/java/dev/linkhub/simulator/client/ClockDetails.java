package dev.linkhub.simulator.client;

import java.time.Duration;
import java.time.Instant;

/**
 * The simulator's time: {@code offset} is how far it is from real time just now, {@code speed} how many of its seconds
 * pass in a real one, unless it is {@code frozen}.
 */
public record ClockDetails(Duration offset, Instant now, int speed, boolean frozen) {}
