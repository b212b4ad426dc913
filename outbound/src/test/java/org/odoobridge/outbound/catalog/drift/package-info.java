@NullMarked
package org.odoobridge.outbound.catalog.drift;

import org.jspecify.annotations.NullMarked;
