@NullMarked
package org.odoobridge.outbound.catalog.coupon.read;

import org.jspecify.annotations.NullMarked;
