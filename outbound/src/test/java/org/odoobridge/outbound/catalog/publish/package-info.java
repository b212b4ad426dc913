@NullMarked
package org.odoobridge.outbound.catalog.publish;

import org.jspecify.annotations.NullMarked;
