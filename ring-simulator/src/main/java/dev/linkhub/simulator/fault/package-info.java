/** Misbehaviour on request. */
@NullMarked
package dev.linkhub.simulator.fault;

import org.jspecify.annotations.NullMarked;
