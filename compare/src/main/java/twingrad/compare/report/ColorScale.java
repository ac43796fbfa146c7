package twingrad.compare.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jfree.chart.renderer.PaintScale;

/**
 * Numbers as colors, in equal steps between given ones; what lies beyond an end has its color.
 *
 * @param low the number of the first color
 * @param high the number of the last, above {@code low}
 */
record ColorScale(double low, double high, Color... stops) implements PaintScale {

    /** Below it, letters on a color are white: the middle between the relative luminances' contrast with both. */
    private static final double DARK = 0.179;

    /** Steps of the scale of shares: by the hundredth. */
    private static final int SHARES = 100;

    /** From dark to bright, even to the color-blind (viridis: Smith and van der Walt 2015); or from bright to dark. */
    static ColorScale sequential(double low, double high, boolean brightIsHigh) {
        var stops = new ArrayList<>(List.of(
                new Color(0x440154),
                new Color(0x472D7B),
                new Color(0x3B528B),
                new Color(0x2C728E),
                new Color(0x21918C),
                new Color(0x28AE80),
                new Color(0x5EC962),
                new Color(0xADDC30),
                new Color(0xFDE725)));
        if (!brightIsHigh) {
            Collections.reverse(stops);
        }
        return new ColorScale(low, high, stops.toArray(Color[]::new));
    }

    /** Blue below 0, white at 0, red above (Brewer's RdBu, which the color-blind can read). */
    static ColorScale diverging(double extent) {
        return new ColorScale(
                -extent,
                extent,
                new Color(0x053061),
                new Color(0x2166AC),
                new Color(0x4393C3),
                new Color(0x92C5DE),
                new Color(0xD1E5F0),
                Color.WHITE,
                new Color(0xFDDBC7),
                new Color(0xF4A582),
                new Color(0xD6604D),
                new Color(0xB2182B),
                new Color(0x67001F));
    }

    /** Shares from 0, white, to 1, dark blue, by their square root: one in a hundred already shows. */
    static ColorScale shares() {
        var blues = new ColorScale(0, 1, Color.WHITE, new Color(0xC6DBEF), new Color(0x6BAED6), new Color(0x08488A));
        var stops = new Color[SHARES + 1];
        Arrays.setAll(stops, i -> blues.color(Math.sqrt((double) i / SHARES)));
        return new ColorScale(0, 1, stops);
    }

    Color color(double x) {
        double place = Math.min(Math.max((x - low) / (high - low), 0), 1) * (stops.length - 1);
        int left = Math.min((int) place, stops.length - 2);
        double share = place - left;
        Color from = stops[left];
        Color to = stops[left + 1];
        return new Color(
                mixed(from.getRed(), to.getRed(), share),
                mixed(from.getGreen(), to.getGreen(), share),
                mixed(from.getBlue(), to.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    /** Black or white, whichever can be read on a color (WCAG 2's relative luminance). */
    static Color ink(Color ground) {
        double luminance = 0.2126 * linear(ground.getRed())
                + 0.7152 * linear(ground.getGreen())
                + 0.0722 * linear(ground.getBlue());
        return luminance < DARK ? Color.WHITE : Color.BLACK;
    }

    private static double linear(int channel) {
        double x = channel / 255.0;
        return x <= 0.04045 ? x / 12.92 : StrictMath.pow((x + 0.055) / 1.055, 2.4);
    }

    @Override
    public double getLowerBound() {
        return low;
    }

    @Override
    public double getUpperBound() {
        return high;
    }

    @Override
    public Color getPaint(double x) {
        return color(x);
    }
}
