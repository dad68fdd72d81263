from .batch import Batch, BatchPlace
from .upload import Upload

__all__ = ["Batch", "BatchPlace", "Upload"]
