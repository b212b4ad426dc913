@NullMarked
package org.odoobridge.outbound.channel.woocommerce.coupon;

import org.jspecify.annotations.NullMarked;
