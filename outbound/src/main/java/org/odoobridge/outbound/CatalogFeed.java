package org.odoobridge.outbound;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.capture.TransactionHandler;
import org.odoobridge.outbound.capture.WalTransaction;
import org.odoobridge.outbound.catalog.coupon.CouponLane;
import org.odoobridge.outbound.catalog.model.CatalogSink;
import org.odoobridge.outbound.catalog.publish.CatalogLane;
import org.odoobridge.outbound.catalog.touch.CatalogTouched;
import org.odoobridge.outbound.projection.CouponTables;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.TableSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the catalogue lanes which templates each transaction may have changed, before the rest of
 * the flow gets it. On the capture thread.
 */
final class CatalogFeed implements TransactionHandler, CatalogSink {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogFeed.class);
  private static final int FETCH = 10_000;

  private final TransactionHandler next;
  private final PgSession odoo;
  private volatile List<CatalogLane> lanes = List.of();
  private volatile List<CouponLane> coupons = List.of();
  private final AfterVisible visible;
  private CatalogTouched touched = new CatalogTouched(new Rows());

  /** The transaction that is being folded. */
  private long xid;

  private final AtomicBoolean reshaped = new AtomicBoolean();

  CatalogFeed(TransactionHandler next, PgSession odoo) {
    this.next = next;
    this.odoo = odoo;
    this.visible = new AfterVisible(odoo);
  }

  void start() {
    visible.start();
  }

  void stop() {
    visible.stop();
  }

  /** This node leads anew: what belongs to which template is read from Odoo's tables. */
  void load() {
    touched = new CatalogTouched(new Rows());
    odoo.transact(this::load);
    touched.takeOver();
  }

  void lanes(Collection<CatalogLane> present) {
    lanes = List.copyOf(present);
  }

  void coupons(Collection<CouponLane> present) {
    coupons = List.copyOf(present);
  }

  /** Odoo's tables look otherwise than before; from any thread. */
  void reshaped(String how) {
    if (!lanes.isEmpty()) {
      LOG.atInfo().addKeyValue("reason", how).log("catalog.compared.again");
      reshaped.set(true);
      dirtyAll(how);
    }
  }

  @Override
  public void onTransaction(WalTransaction transaction) {
    xid = transaction.xid();
    if (!lanes.isEmpty()) {
      if (reshaped.compareAndSet(true, false)) {
        reload();
      }
      fold(transaction);
    }
    if (!coupons.isEmpty()) {
      tellCoupons(transaction);
    }
    next.onTransaction(transaction);
  }

  private void tellCoupons(WalTransaction transaction) {
    boolean programs = false;
    boolean products = false;
    for (RowChange change : transaction.changes()) {
      programs |= CouponTables.isProgram(change.table());
      products |= CouponTables.isProduct(change.table());
    }
    if (programs) {
      visible.run(xid, () -> coupons.forEach(CouponLane::changed));
    } else if (products) {
      visible.run(xid, () -> coupons.forEach(CouponLane::productsChanged));
    }
  }

  /** What belongs to which template may lie in a table that was not there before. */
  private void reload() {
    CatalogTouched before = touched;
    try {
      load();
    } catch (SqlFailure e) {
      // A table may not be read yet: once it may, that is a change, too.
      touched = before;
      LOG.atWarn().addKeyValue("problem", e.getMessage()).log("catalog.index.not.read");
    }
  }

  private void fold(WalTransaction transaction) {
    try {
      transaction.changes().forEach(touched::apply);
      touched.transactionFolded();
    } catch (RuntimeException e) {
      // A row that looks otherwise than expected: nobody knows what it touched.
      LOG.atError().setCause(e).addKeyValue("lsn", transaction.commitLsn()).log("catalog.row.odd");
      visible.run(xid, () -> dirtyAll("a row could not be understood"));
    }
  }

  @Override
  public void dirty(Set<Integer> templates) {
    lanes.forEach(lane -> lane.dirty(templates));
  }

  @Override
  public void dirtyAll(String reason) {
    lanes.forEach(lane -> lane.dirtyAll(reason));
  }

  /** What rows touched is told when SQL reads them as they are now. */
  private final class Rows implements CatalogSink {
    @Override
    public void dirty(Set<Integer> templates) {
      visible.run(xid, () -> CatalogFeed.this.dirty(templates));
    }

    @Override
    public void dirtyAll(String reason) {
      visible.run(xid, () -> CatalogFeed.this.dirtyAll(reason));
    }
  }

  private void load(Connection connection) throws SQLException {
    List<TableSpec> specs = SourceTables.all(true);
    OdooCatalogue catalogue =
        OdooCatalogue.read(connection, specs.stream().map(TableSpec::table).toList());
    for (TableSpec spec : specs) {
      if (CatalogTouched.remembers(spec.table())
          && spec.isLoaded()
          && catalogue.has(spec.table())) {
        load(connection, spec.table(), spec.select(catalogue.columnsOf(spec.table())));
      }
    }
  }

  private void load(Connection connection, String table, String select) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(select)) {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
          Map<String, @Nullable Object> values = new HashMap<>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnName(i), rows.getObject(i));
          }
          touched.apply(new RowChange.Inserted(table, new Row(values)));
        }
      }
    }
  }
}
