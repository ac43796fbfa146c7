package twingrad.compare.cli;

import java.util.List;

/**
 * What nobody means, or few, where an option or a file is expected.
 *
 * @param name how reports call it
 * @param text what is typed
 */
record HostileValue(String name, String text) {

    /** Relative paths are those of {@link GoodLine}. */
    static final List<HostileValue> ALL = List.of(
            new HostileValue("empty", ""),
            new HostileValue("blank", "   "),
            shown("-1"),
            shown("0"),
            shown("-0"),
            shown("1"),
            shown("NaN"),
            shown("Infinity"),
            shown("-Infinity"),
            shown("1e309"),
            shown("1e308"),
            shown("1e-400"),
            shown("2147483647"),
            shown("2147483648"),
            shown("-2147483648"),
            shown("9223372036854775807"),
            shown("9223372036854775808"),
            shown("0x10"),
            shown("1_000"),
            new HostileValue("Arabic digits", "\u0661\u0662"),
            shown("3,5"),
            shown("a"),
            shown("--"),
            shown("-"),
            shown("--no-such-option"),
            new HostileValue("beyond ASCII", "\u00fc\ud83d\udca5"),
            new HostileValue("half a character", "a\ud83d"),
            new HostileValue("NUL", "a\0b"),
            new HostileValue("a newline", "a\nb"),
            new HostileValue("a terminal's command", "\u001b[2J\u009b2J"),
            new HostileValue("a long word", "w".repeat(100_000)),
            new HostileValue("a long list", "1,".repeat(50_000) + "1"),
            shown("../.."),
            shown(GoodLine.FOLDER),
            shown(GoodLine.EMPTY),
            shown("no/such/file.csv"),
            shown(GoodLine.EMPTY + "/beneath"),
            shown("/dev/null"),
            shown("/dev/full"),
            shown("%s%n%d"),
            shown("${sys:user.home}"),
            shown("@" + GoodLine.FOLDER),
            shown("@" + GoodLine.EMPTY),
            shown("@" + GoodLine.TABLE),
            shown("1,,2"),
            shown(","),
            shown(";"),
            shown(":"),
            shown("a=b=c"),
            shown("\""),
            shown("1:2147483647"),
            shown("cosine:0,0"),
            shown("xor"));

    private static HostileValue shown(String text) {
        return new HostileValue(text, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
