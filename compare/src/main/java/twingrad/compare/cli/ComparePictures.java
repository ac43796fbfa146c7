package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import twingrad.compare.Verdict;
import twingrad.compare.cli.CompareRun.Trained;
import twingrad.compare.report.BoundaryChart;
import twingrad.compare.report.CheckSection;
import twingrad.compare.report.ComparisonChart;
import twingrad.compare.report.Curve;
import twingrad.compare.report.HtmlReport;
import twingrad.compare.report.Picture;
import twingrad.compare.report.UlpChart;

/** The charts of a comparison, as files and in a page. */
final class ComparePictures {

    private final CompareRun run;
    private final Optional<Picture> curves;
    private final Optional<Picture> ulps;
    private final Optional<Picture> boundary;

    /** Draws; {@code earlier} are loss curves of other days, laid over this run's. */
    ComparePictures(CompareRun run, List<Curve> earlier) {
        this.run = run;
        curves = run.plan().epochs() > 0 ? Optional.of(curves(run, earlier)) : Optional.empty();
        ulps = ulps(run);
        boundary = BoundaryChart.canDraw(run.splits().train()) ? Optional.of(boundary(run)) : Optional.empty();
    }

    private static Picture curves(CompareRun run, List<Curve> earlier) {
        List<Trained> others = run.trainings().subList(1, run.trainings().size());
        return ComparisonChart.of(
                run.choice().title() + ": " + run.plan().network(),
                Stream.concat(run.trainings().stream().map(Trained::losses), earlier.stream())
                        .toList(),
                others.stream().map(Trained::lossDifferences).toList(),
                others.stream().map(Trained::distances).toList());
    }

    private static Optional<Picture> ulps(CompareRun run) {
        List<UlpChart.Bars> bars = run.checks().stream()
                .flatMap(check -> check.ulps().stream()
                        .map(counts -> new UlpChart.Bars("at the " + check.where() + " θ", counts)))
                .toList();
        return bars.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        UlpChart.of(run.choice().title() + ": float32 gradient against the scalar engine's", bars));
    }

    private static Picture boundary(CompareRun run) {
        List<BoundaryChart.Panel> panels = run.trainings().stream()
                .map(Trained::learner)
                .map(learner ->
                        new BoundaryChart.Panel(learner.name(), run.plan().network(), learner::outputs))
                .toList();
        return BoundaryChart.picture(
                run.choice().title() + ": decision boundary and training samples", run.splits(), panels);
    }

    /** Writes each chart into a folder; the files' names. */
    List<String> save(Path folder) {
        var files = new ArrayList<String>();
        curves.ifPresent(
                picture -> files.add(save(picture, folder.resolve(run.choice().title() + "-loss.png"))));
        ulps.ifPresent(
                picture -> files.add(save(picture, folder.resolve(run.choice().title() + "-ulps.png"))));
        boundary.ifPresent(
                picture -> files.add(save(picture, folder.resolve(run.choice().title() + "-boundary.png"))));
        return files;
    }

    private static String save(Picture picture, Path file) {
        picture.save(file);
        return file.toString();
    }

    /** Everything on one page. */
    HtmlReport page() {
        var page = new HtmlReport(
                run.choice().title() + ": one network in both engines",
                run.plan().network() + "; " + run.planText() + ".");
        page.section("Training");
        run.planted().ifPresent(bug -> page.text(bug.bug()));
        page.table(
                List.of(
                        "engine",
                        "training loss",
                        "largest loss difference",
                        "parameter distance",
                        "test accuracy",
                        "seconds"),
                run.trainings().stream().map(ComparePictures::row).toList());
        page.text("Differences are from the scalar engine's training. In float64 they are rounding; in float32 rounding"
                + " grows from step to step, so the verdict comes from the gradients at one and the same θ, below.");
        curves.ifPresent(page::chart);
        page.section("How they fared");
        run.trainings().forEach(trained -> fared(page, trained));
        for (SharedCheck check : run.checks()) {
            CheckSection.add(page, "Gradients at the " + check.where() + " θ", run.checked(), check.report());
        }
        run.planted().ifPresent(bug -> planted(page, bug));
        ulps.ifPresent(picture -> page.section("How far float32 is off").chart(picture));
        boundary.ifPresent(picture -> page.section("What was learned").chart(picture));
        return page;
    }

    private void planted(HtmlReport page, Planted bug) {
        CheckSection.add(page, Planted.HEADING, run.checked(), bug.check().report());
        if (!bug.whyUnseen().isEmpty()) {
            page.text(bug.whyUnseen());
        }
    }

    /** What a training's loss does not say: the gradient's norms, what never moved or was never active or finite. */
    private static void fared(HtmlReport page, Trained trained) {
        List<String> warnings = trained.health().warnings();
        for (String line : trained.health().lines()) {
            String told = trained.result().learner() + ": " + line;
            if (warnings.contains(line)) {
                page.outcome(told, Verdict.DISAGREE);
            } else {
                page.text(told);
            }
        }
    }

    private static List<String> row(Trained trained) {
        return List.of(
                trained.result().learner(),
                String.format(Locale.ROOT, "%.6g", trained.result().trainLoss()),
                String.format(Locale.ROOT, "%.1e", trained.largestLossDifference()),
                String.format(Locale.ROOT, "%.1e", trained.parameterDistance()),
                String.format(Locale.ROOT, "%.2f %%", 100 * trained.result().testAccuracy()),
                String.format(Locale.ROOT, "%.2f", trained.seconds()));
    }
}
