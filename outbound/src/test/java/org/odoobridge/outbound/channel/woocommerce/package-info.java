/** Tests of the WooCommerce channel. */
@NullMarked
package org.odoobridge.outbound.channel.woocommerce;

import org.jspecify.annotations.NullMarked;
