package org.odoobridge.outbound.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.odoobridge.core.model.ChannelId;

/** The journal's memory of what each channel was last told. */
public interface ListingStore {
  /** All rows of a channel's stock. */
  List<ListingRow> rows(ChannelId channel);

  /** Items that wait alone. */
  List<Parked> parked(ChannelId channel);

  /**
   * Writes changes in the caller's transaction; a row whose (epoch, sequence) is older than the
   * stored one changes nothing. A repeat is harmless.
   */
  void write(Connection connection, long epoch, ListingChanges changes) throws SQLException;
}
