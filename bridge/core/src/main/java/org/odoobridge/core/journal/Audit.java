package org.odoobridge.core.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Who did what, append-only; each row's hash covers the row before, so a changed or removed row
 * shows. Writes in the caller's transaction, one writer at a time.
 */
public final class Audit {
  /** Any constant: the advisory lock that keeps the chain's writers apart. */
  private static final long CHAIN_LOCK = 0x6f64_6f6f_6175_6469L;

  private static final byte[] START = new byte[32];

  private Audit() {}

  /** Adds a row in the transaction of {@code connection}. */
  public static void append(
      Connection connection, Instant at, String actor, String action, String subject, String detail)
      throws SQLException {
    lockChain(connection);
    byte[] previous = lastHash(connection);
    Instant stored = at.truncatedTo(ChronoUnit.MICROS);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into audit (at, actor, action, subject, detail, prev_hash, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setObject(1, stored.atOffset(ZoneOffset.UTC));
      statement.setString(2, actor);
      statement.setString(3, action);
      statement.setString(4, subject);
      statement.setString(5, detail);
      statement.setBytes(6, previous);
      statement.setBytes(7, hash(previous, stored, actor, action, subject, detail));
      statement.executeUpdate();
    }
  }

  /**
   * Number of the first row that does not fit its predecessor, or empty when the chain is whole.
   */
  public static OptionalLong firstBroken(Connection connection) throws SQLException {
    byte[] previous = START;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, at, actor, action, subject, detail, prev_hash, hash from audit"
                    + " order by id")) {
      while (row.next()) {
        byte[] expected =
            hash(
                previous,
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
        if (!Arrays.equals(previous, row.getBytes(7))
            || !Arrays.equals(expected, row.getBytes(8))) {
          return OptionalLong.of(row.getLong(1));
        }
        previous = expected;
      }
    }
    return OptionalLong.empty();
  }

  private static void lockChain(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, CHAIN_LOCK);
      lock.execute();
    }
  }

  private static byte[] lastHash(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select hash from audit order by id desc limit 1")) {
      return row.next() ? row.getBytes(1) : START;
    }
  }

  private static byte[] hash(byte[] previous, Instant at, String... fields) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      digest.update(at.toString().getBytes(StandardCharsets.UTF_8));
      for (String field : fields) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        // The length keeps ("ab", "c") apart from ("a", "bc").
        digest.update(("|" + bytes.length + "|").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
