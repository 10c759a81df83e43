"""Files that people add: pictures and documents, examined, kept once, shown to who may see."""
