@NullMarked
package org.odoobridge.outbound.catalog.coupon;

import org.jspecify.annotations.NullMarked;
