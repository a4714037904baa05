def handle(e,h):
    return {"statusCode":200,"body":"{}"}
