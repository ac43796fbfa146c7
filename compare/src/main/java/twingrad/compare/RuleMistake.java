package twingrad.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule of backpropagation done wrong. As a hypothesis it predicts the textbook's gradient with that rule, in every
 * layer or in one alone; as a mutant it is planted.
 *
 * @param words what was done wrong
 * @param rules the textbook's, with one of them replaced
 */
record RuleMistake(String words, BackwardRules rules) implements Hypothesis {

    @Override
    public List<Prediction> predictions(Evidence evidence) {
        if (!evidence.mistaken().isAffordable()) {
            return List.of();
        }
        var predictions = new ArrayList<Prediction>();
        predictions.add(new Prediction(words, evidence.mistaken().gradient(rules)));
        for (int layer = 0; layer < evidence.network().layers(); layer++) {
            predictions.add(new Prediction(
                    words + ", in layer " + layer + " alone",
                    evidence.mistaken().gradient(new OnlyIn(layer, rules))));
        }
        return predictions;
    }

    /** The mistaken rules in one layer, the textbook's in the others and for the loss. */
    private record OnlyIn(int only, BackwardRules mistaken) implements BackwardRules {
        private BackwardRules at(int layer) {
            return layer == only ? mistaken : TEXTBOOK;
        }

        @Override
        public double[][] activation(Textbook pass, int layer, double[][] da) {
            return at(layer).activation(pass, layer, da);
        }

        @Override
        public double[][] weight(Textbook pass, int layer, double[][] dz) {
            return at(layer).weight(pass, layer, dz);
        }

        @Override
        public double[][] penalty(Textbook pass, int layer) {
            return at(layer).penalty(pass, layer);
        }

        @Override
        public double[] bias(Textbook pass, int layer, double[][] dz) {
            return at(layer).bias(pass, layer, dz);
        }

        @Override
        public double[][] input(Textbook pass, int layer, double[][] dz) {
            return at(layer).input(pass, layer, dz);
        }
    }
}
