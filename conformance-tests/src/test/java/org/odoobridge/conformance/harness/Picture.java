package org.odoobridge.conformance.harness;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** A picture of one colour, as people upload it. */
public final class Picture {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  private final byte[] png;

  private Picture(byte[] png) {
    this.png = png;
  }

  public static Picture of(int colour) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        image.setRGB(x, y, colour);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(out.toByteArray());
  }

  /** The file. */
  public byte[] png() {
    return png.clone();
  }

  /** As Odoo's API takes it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(png);
  }

  /** The hash by which Odoo keeps it and the bridge offers it. */
  public String sha1() {
    return sha1(png);
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
