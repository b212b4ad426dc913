@NullMarked
package org.odoobridge.outbound.channel.woocommerce.catalog;

import org.jspecify.annotations.NullMarked;
