/** Ring's HTTP surface: finds the endpoint, applies faults, records, answers. */
@NullMarked
package dev.linkhub.simulator.gateway;

import org.jspecify.annotations.NullMarked;
