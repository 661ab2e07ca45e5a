/** Those who refresh grants in a process of their own, each as its documentation recommends. */
@NullMarked
package dev.linkhub.bench.contestant;

import org.jspecify.annotations.NullMarked;
