//! The engine that runs the models: one tensor in, one out.

use rten::{Model, ModelOptions, OpRegistry, op_registry};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

/// A model, ready to run.
pub(super) struct Net(Model);

/// Why a model could not be loaded or run.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct NetError(String);

impl Net {
    /// Loads an ONNX model.
    pub(super) fn new(onnx: Vec<u8>) -> Result<Self, NetError> {
        ModelOptions::with_ops(operators()).load(onnx).map(Self).map_err(|error| NetError(error.to_string()))
    }

    /// A value of the model's metadata.
    pub(super) fn about(&self, key: &str) -> Option<String> {
        let mut fields = Model::metadata(&self.0).fields();
        fields.find(|(name, _)| *name == key).map(|(_, value)| value.to_string())
    }

    /// Runs the model on a picture of three planes. Returns the shape and the values of its answer.
    pub(super) fn run(
        &self,
        planes: Vec<f32>,
        [height, width]: [usize; 2],
    ) -> Result<(Vec<usize>, Vec<f32>), NetError> {
        let input = NdTensor::from_data([1, 3, height, width], planes);
        let answer = self.0.run_one(input.into(), None).map_err(|error| NetError(error.to_string()))?;
        let answer: Tensor<f32> =
            answer.try_into().map_err(|_| NetError("the answer is no tensor of f32".to_owned()))?;
        let shape = answer.shape().to_vec();
        Ok((shape, answer.into_data()))
    }
}

/// The operators of the two models, which are known by their hashes. Those of all others would make the program larger by
/// megabytes, and each start of an extracting process slower.
fn operators() -> OpRegistry {
    op_registry!(
        Add,
        AveragePool,
        BatchNormalization,
        Concat,
        Conv,
        ConvTranspose,
        Div,
        Erf,
        GlobalAveragePool,
        HardSigmoid,
        Identity,
        MatMul,
        MaxPool,
        Mul,
        Pow,
        ReduceMean,
        Relu,
        Reshape,
        Resize,
        Shape,
        Sigmoid,
        Slice,
        Softmax,
        Sqrt,
        Squeeze,
        Sub,
        Transpose,
        Unsqueeze
    )
}
