package twingrad.compare.report;

import twingrad.compare.report.GraphLettering.Role;
import twingrad.compare.report.GraphPicture.Kind;

/** The style sheet of {@link GraphSvg}. All of it holds within the picture alone, which may be part of a page. */
final class GraphStyleSheet {

    static final String TEXT = letters() + lines() + colors(GraphTheme.LIGHT)
            + "@media (prefers-color-scheme: dark) {\n" + colors(GraphTheme.DARK) + "}\n";

    private GraphStyleSheet() {}

    private static String letters() {
        var css = new StringBuilder(rule(
                "text",
                "font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"));
        for (Role role : Role.values()) {
            css.append(rule(
                    "." + role,
                    "font-size: " + role.size + "px; text-anchor: " + role.anchor
                            + (role.bold ? "; font-weight: 700" : "")));
        }
        return css.toString();
    }

    private static String lines() {
        return rule(".line", "fill: none; stroke-width: " + GraphShapes.WIRE)
                + rule(".box", "fill: none; stroke-width: " + GraphShapes.OUTLINE)
                + rule(".root .box", "stroke-width: " + GraphShapes.ROOT_OUTLINE)
                + rule(".constant .box", "stroke-dasharray: " + GraphShapes.DASHES[0] + " " + GraphShapes.DASHES[1])
                + rule(".pill", "stroke-width: " + GraphShapes.PILL_OUTLINE);
    }

    private static String colors(GraphTheme theme) {
        String wire = GraphTheme.css(theme.wire());
        var css = new StringBuilder(rule(".background", "fill: " + GraphTheme.css(theme.background())));
        css.append(rule(".surface", "fill: " + GraphTheme.css(theme.surface())));
        css.append(rule(".line", "stroke: " + wire));
        css.append(rule(".arrow", "fill: " + wire));
        css.append(rule(".pill", "fill: " + GraphTheme.css(theme.background()) + "; stroke: " + wire));
        css.append(rule(".badge", "fill: " + GraphTheme.css(theme.op())));
        for (Kind kind : Kind.values()) {
            css.append(rule("." + kind + " .head", "fill: " + GraphTheme.css(theme.head(kind))));
            css.append(rule("." + kind + " .box", "stroke: " + GraphTheme.css(theme.outline(kind))));
        }
        for (Role role : Role.values()) {
            css.append(rule("." + role, "fill: " + GraphTheme.css(theme.text(role))));
        }
        return css.toString();
    }

    private static String rule(String selector, String properties) {
        return ".twingrad-graph " + selector + " { " + properties + "; }\n";
    }
}
