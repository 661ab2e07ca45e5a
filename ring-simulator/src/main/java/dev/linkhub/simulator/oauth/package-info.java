/** Ring's authorization server: codes, token pairs, rotation. */
@NullMarked
package dev.linkhub.simulator.oauth;

import org.jspecify.annotations.NullMarked;
