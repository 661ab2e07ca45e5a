/** What operators see of all tenants: how links do, what waits unclaimed, and what failed before it became a link. */
@NullMarked
package dev.linkhub.web.ops;

import org.jspecify.annotations.NullMarked;
